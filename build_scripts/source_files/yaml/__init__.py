"""Parse and validate the YAML under `sources/` by one schema, and export it as JSON Schemas for editors.

Entries: `source_files.yaml.parser.parse_yaml`, then `source_files.yaml.validator.MappingValidator`.
"""
