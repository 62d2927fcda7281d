# vbparse with all that it can use: OCR, LibreOffice, searchable copies, the server. The archive is in the volume /kho.
#
#   docker build -t vbparse .
#   docker run --rm -v kho:/kho -v "$PWD":/van-ban:ro vbparse ingest --archive /kho /van-ban
#   docker run --rm -it -v kho:/kho vbparse user add NAME --role admin --archive /kho
#   docker run -d -p 8000:8000 -v kho:/kho vbparse serve --archive /kho --host 0.0.0.0 --name localhost
FROM debian:bookworm-slim

# The programs of scripts/environment, and Python, to which LibreOffice's bridge (python3-uno) belongs.
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      python3 python3-venv \
      tesseract-ocr tesseract-ocr-vie libreoffice-writer-nogui libreoffice-calc-nogui python3-uno ghostscript \
      fonts-croscore \
 && rm -rf /var/lib/apt/lists/*

COPY pyproject.toml README.md LICENSE /src/
COPY src /src/src
RUN python3 -m venv /opt/vbparse \
 && /opt/vbparse/bin/pip install --no-cache-dir "/src[all]" \
 && rm -rf /src

RUN useradd --create-home --uid 10001 vbparse && install -d -o vbparse -g vbparse /kho
ENV PATH=/opt/vbparse/bin:$PATH LANG=C.UTF-8
USER vbparse
WORKDIR /home/vbparse
VOLUME /kho
EXPOSE 8000
# Whether the server answers; where another command than `serve` runs, nobody asks.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8000/api/v1/health', timeout=4)"]
ENTRYPOINT ["vbparse"]
CMD ["serve", "--archive", "/kho", "--host", "0.0.0.0", "--name", "localhost"]
