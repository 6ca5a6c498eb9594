"""Takes the pictures of the main pages that the documents show: ``python docs/build_screenshots.py [PICTURE...]``.

It builds the demo where it is missing, serves it and looks at it with Chromium, headless. Look at what it made
before you keep it.
"""

import io
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
PICTURES = ROOT / "docs" / "pictures"
DATA = Path(os.environ.get("SKYWITNESS_DEMO_DATA", ROOT / "demo-data"))
PORT = 8123
FLAGS = ("--no-sandbox", "--disable-gpu", "--use-angle=swiftshader", "--enable-unsafe-swiftshader")
READY = "[data-ready=yes], main mark.chosen"
VIEWS = {
    "map": ("/?t=2019-03-22T21:30:00Z&lat=38&lon=22&z=3.4&proj=globe&color=military&theme=dark", 1440),
    "aircraft": ("/aircraft/154073?theme=light", 1440),
    "flight": ("/flights/154073-20190322T201503Z?theme=dark", 1440),
    "claim": ("/cases/caracas-2019/claims/syria?theme=dark", 1440),
    "source": ("/cases/caracas-2019/sources/report?claim=heading&theme=light", 1440),
    "phone": ("/?t=2019-03-22T21:30:00Z&lat=36&lon=20&z=3.6&theme=light", 390),
}
"""By name of the picture: address, and width in pixels."""
SETTLED_MS = 4000


def take(browser: Browser, name: str) -> None:
    """One picture, as small as it can be without being ugly."""
    path, width = VIEWS[name]
    page = browser.new_page(viewport={"width": width, "height": 900 if width > 800 else 844})
    page.goto(f"http://127.0.0.1:{PORT}{path}")
    page.wait_for_selector(READY, state="attached", timeout=90_000)
    page.wait_for_timeout(SETTLED_MS)
    picture = Image.open(io.BytesIO(page.screenshot()))
    picture.save(PICTURES / f"{name}.webp", quality=80, method=6)
    page.close()


def main(names: list[str]) -> None:
    """Serve the demo and take the pictures."""
    command = [sys.executable, "-m", "skywitness"]
    if not DATA.is_dir():
        subprocess.run([*command, "demo", "--data", str(DATA)], check=True, stdout=subprocess.DEVNULL)
    with subprocess.Popen([*command, "serve", "--data", str(DATA), "--port", str(PORT)]) as server:
        try:
            wait_for(f"http://127.0.0.1:{PORT}/status.json")
            with sync_playwright() as playwright:
                found = os.environ.get("SKYWITNESS_CHROMIUM") or shutil.which("chromium")
                browser = playwright.chromium.launch(executable_path=found, args=list(FLAGS))
                for name in names or VIEWS:
                    take(browser, name)
                browser.close()
        finally:
            server.terminate()


def wait_for(address: str) -> None:
    """Until the server answers."""
    for _ in range(200):
        try:
            with urlopen(address, timeout=5):  # noqa: S310  an address of ours
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.3)
    raise SystemExit(f"no answer from {address}")


if __name__ == "__main__":
    main(sys.argv[1:])
