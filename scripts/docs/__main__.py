"""python -m scripts.docs"""

import sys

from scripts.docs.writing import main

if __name__ == "__main__":
    sys.exit(main())
