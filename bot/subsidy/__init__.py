"""A subsidy table as people read it, in a chat and in a terminal."""

from bot.subsidy.view import bar, open_words, print_table, sum_words, table_lines, total_words

__all__ = ["bar", "open_words", "print_table", "sum_words", "table_lines", "total_words"]
