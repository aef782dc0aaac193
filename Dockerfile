# The image of stetig, in two stages: Go and a C compiler build it with the same
# script as everywhere else, a small Debian runs it.
#
# Why Debian and no empty image: SQLite is C, so the program needs a C library.
# Linked statically, glibc can no longer look up host names as the machine is
# set up to; musl would be another library than the one the tests run on. Both
# stages therefore come from one Debian release. The last stage installs
# nothing: it takes the roots of trust for TLS from the first, the time zones
# are inside the program, and the program checks its own health.
ARG DEBIAN=trixie

FROM golang:1.26-${DEBIAN} AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod \
    go mod download
COPY . .
ARG STETIG_VERSION=dev
RUN --mount=type=cache,target=/go/pkg/mod \
    --mount=type=cache,target=/root/.cache/go-build \
    mkdir -p /out/data && scripts/build /out/stetig

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
