"""The commands, a module each, imported when called. A module has its click command as `command`.

A module imports only click and `common` at its top, so that help and completion stay quick; what it needs it imports
when it runs.
"""
