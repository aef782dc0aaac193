# The image of stetig, in three stages: Node builds the planner in the browser, Go
# and a C compiler build the program around it, with the same scripts as everywhere
# else, and a small Debian runs it.
#
# Why Debian and no empty image: SQLite is C, so the program needs a C library.
# Linked statically, glibc can no longer look up host names as the machine is
# set up to; musl would be another library than the one the tests run on. These
# stages therefore come from one Debian release. The last stage installs
# nothing: it takes the roots of trust for TLS from the first, the time zones
# are inside the program, and the program checks its own health.
ARG DEBIAN=trixie

FROM node:20-${DEBIAN}-slim AS planner
WORKDIR /src
COPY scripts/build-planner scripts/npm-ci scripts/require scripts/
COPY web/package.json web/package-lock.json web/.npmrc web/
RUN --mount=type=cache,target=/root/.npm \
    scripts/npm-ci web
COPY api/openapi.yaml api/
COPY web web
RUN scripts/build-planner

FROM golang:1.26-${DEBIAN} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
COPY . .
COPY --from=planner /src/web/build web/build
ARG STETIG_VERSION=dev
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    mkdir -p /out/data && STETIG_PLANNER=as-is scripts/build /out/stetig

FROM debian:${DEBIAN}-slim
LABEL org.opencontainers.image.title="Stetig" \
      org.opencontainers.image.description="Editorial plans that never go quiet" \
      org.opencontainers.image.licenses="MIT"
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
COPY --from=build /out/stetig /usr/local/bin/stetig
COPY --from=build --chown=10001:10001 /out/data /data

# A number, so that a cluster can see that it is not root.
USER 10001:10001
ENV STETIG_LISTEN=0.0.0.0:8080 \
    STETIG_DATABASE=/data/stetig.db
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --start-interval=1s --retries=3 \
    CMD ["stetig", "healthcheck"]
ENTRYPOINT ["stetig"]
CMD ["serve"]
