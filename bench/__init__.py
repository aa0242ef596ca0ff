"""What is claimed about speed, as commands that print it; `README.md` says how each is measured."""
