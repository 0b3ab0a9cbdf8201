"""The keys to an account beside its password: codes of an app, recovery codes, passkeys, LINE, and where it is signed in."""
