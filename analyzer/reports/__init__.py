"""Reports: an `Assessment` told to somebody. They know layer 0 only, return text, and never print."""
