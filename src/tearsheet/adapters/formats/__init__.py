"""One format a module or folder, whatever site prints it."""
