"""Browsers that time what they show: with a debugger, and without one."""
