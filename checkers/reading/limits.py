"""What a file may cost to read; files are somebody else's and may be made to hurt."""

from __future__ import annotations

from typing import Final

# The contract's limits: beyond them a file is file-too-large and not opened further.
FILE_BYTES: Final = 50 * 1024 * 1024
UNPACKED_BYTES: Final = 200 * 1024 * 1024
PIXELS: Final = 80_000_000

# A file is answered within 20 s; what is left is for the process to start, to be ended and for its answer to be read.
WALL_SECONDS: Final = 17.0
# Recognising a scanned page takes two to four seconds; this is for a slow, busy machine.
OCR_SECONDS_PER_PAGE: Final = 12.0
OCR_SECONDS: Final = 300.0
# CPU seconds count every thread, so they may exceed the wall clock.
CPU_SECONDS: Final = 30

# Address space, not resident memory: Python with lxml or PDFium maps about 300 MB, with the OCR models 1,300 MB.
MEMORY_BYTES: Final = 900 * 1024 * 1024
OCR_MEMORY_BYTES: Final = 2_200 * 1024 * 1024
RESULT_BYTES: Final = 64 * 1024 * 1024

# A dossier has a dozen files, a municipal one perhaps a hundred.
FILES: Final = 300
ARCHIVE_ENTRIES: Final = 2_000
# The central directory of 2,000 entries with long names stays well below this.
ARCHIVE_DIRECTORY_BYTES: Final = 2 * 1024 * 1024
ARCHIVE_DEPTH: Final = 2
CHUNK_BYTES: Final = 64 * 1024

# Application forms run to some ten pages; a file with all proofs to a few hundred.
PDF_PAGES: Final = 400
OCR_PAGES: Final = 40
PAGE_CHARACTERS: Final = 60_000
PAGE_OBJECTS: Final = 20_000
DOCUMENT_CHARACTERS: Final = 3_000_000
DOCUMENT_BLOCKS: Final = 60_000

# Word itself stops at 63 columns.
TABLE_COLUMNS: Final = 63
TABLE_ROWS: Final = 5_000
TABLE_CELLS: Final = 60_000
TABLE_DEPTH: Final = 12
PICTURES: Final = 200
