"""The tree of errors.

StudiobotError
├── PackError            a policy pack is not what it says (names file and key)
│   └── QuoteError       a quote is not a verbatim substring of its clause
├── UnknownPolicyError   no pack has this id
└── InputError           what a person or program handed in can't be used
"""

from __future__ import annotations


class StudiobotError(Exception):
    """Base of every error that this project raises on purpose."""


class PackError(StudiobotError):
    """A pack's data is wrong; the message names the file and the key."""


class QuoteError(PackError):
    """A quote is not a verbatim substring of the clause that it names."""


class UnknownPolicyError(StudiobotError):
    """No loaded pack has the policy id that was asked for."""


class InputError(StudiobotError):
    """Input can't be used; the message is one line that says what to do."""
