"""A policy as Python values, and answers drawn from it."""
