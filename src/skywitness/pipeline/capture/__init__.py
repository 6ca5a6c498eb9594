"""Capture: from an address, a file or pasted words to a capture in a case."""
