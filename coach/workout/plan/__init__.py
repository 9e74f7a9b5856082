"""What a workout consists of: from a routine to sets with their spans. Block types end in `expand`.

May live here: values without an instant. What has happened and what comes when is `engine`'s business.
"""
