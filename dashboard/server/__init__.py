"""The web server: Streamlit as an ASGI application, boundaries over HTTP, readiness, headers.

Nothing here leaves the machine: fonts, boundaries and scripts are served from this process.
"""
