"""What developers run: the gate, pages of docs/, base geometry, locks and licences."""
