"""One reader for each publisher's format; each recognises its own files."""
