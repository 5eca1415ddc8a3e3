"""People: conversation, channels, storage, command line."""
