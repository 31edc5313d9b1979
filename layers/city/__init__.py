"""The city under the plan as one document, which the browser loads after its first frame."""
