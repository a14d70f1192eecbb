"""The figures for programs: read-only, the same as in a release, described by /api/openapi.json."""
