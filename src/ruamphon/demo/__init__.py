"""The example year: an invented programme with everybody and everything in it, made by the rooms' own actions.

A top room: the command line and, by a hook, the sign-in page know it; no other room does. Owns no table.
"""
