"""Frames in, one chart description out; every outlet draws from the description.

Nothing here queries, and nothing here knows Streamlit: builders are handed small tidy frames,
renderers are handed descriptions.
"""
