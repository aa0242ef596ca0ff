"""From the bytes of a file to a `Document`, or a refusal within seconds."""
