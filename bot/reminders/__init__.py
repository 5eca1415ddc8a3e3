"""What a studio sees of its dates: words, a calendar file, a picture."""
