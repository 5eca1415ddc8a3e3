"""Deterministic generator of invented application dossiers with a manifest of what each file says.

Run it from the folder above: `python -m tests.dossiers.make OUT [--seed N] [--only clean|defects|boundaries]
[--format docx|pdf|scan] [--full] [--cards auto|text|picture] [--limit N]`.

Conventions of the manifests:

- `fields` are what stands in that file, even where it is wrong; a blank or a placeholder has no entry.
- `unit.type` is the contract's code, not the word on the paper; `declaration.seal` is true where a seal is drawn.
- A file with several cards on a page has the fields of all of them; `members[n]` counts as on the form.
- `project.schedule` and `project.budget_items` are lists, an item a row: "months task" and "name amount" in plain yuan.
- A month counts as whole: 2025-10-01 to 2028-09-30 is 36 months, and three years to go is enough ("3年以上").
- `studio.team_size` counts without the leader, as its label says.
- `subject` or `clause` null means that the contract names none; a checker may give one.
"""
