"""Reads cargo's messages and prints the path of the last executable that it built."""

import json
import sys

paths = [message["executable"] for line in sys.stdin
         if (message := json.loads(line)).get("executable")]
if not paths:
    sys.exit("cargo built no executable")
print(paths[-1])
