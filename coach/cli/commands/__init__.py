"""The commands, a module each, imported when called. A module has its click command as `command`.

At its top a module imports only click, `common` and registries whose names the help shows, so that help and completion
stay quick. Everything else is imported when the command runs.
"""
