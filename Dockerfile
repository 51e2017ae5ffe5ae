# Dateline in a container: two stages, a user without rights, nothing written but under /data.
#   docker build -t dateline . && docker run --rm -it -v dateline:/data dateline chat
FROM python:3.11-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /src
RUN python -m venv /opt/dateline
COPY requirements.lock ./
RUN /opt/dateline/bin/pip install --quiet --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml README.md LICENSE ./
COPY bot bot
COPY handlers handlers
COPY corpus corpus
COPY seeds seeds
RUN /opt/dateline/bin/pip install --quiet --no-deps --no-build-isolation . \
 && /opt/dateline/bin/python -m compileall -q /opt/dateline/lib

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin dateline \
 && install -d -o dateline -g dateline /data
COPY --from=build /opt/dateline /opt/dateline
ENV PATH=/opt/dateline/bin:$PATH \
    PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATELINE_DATABASE_URL=sqlite:////data/corpus.db \
    DATELINE_CHATS_URL=sqlite:////data/chats.db
USER dateline
WORKDIR /data
VOLUME /data
ENTRYPOINT ["dateline"]
CMD ["run"]
