# Cardex in a container: `docker run --rm -v "$PWD:/hub" cardex build`. The program needs no git and no network.
FROM rust:1-bookworm AS build
WORKDIR /cardex
COPY Cargo.toml Cargo.lock ./
COPY src src
COPY templates templates
COPY theme theme
RUN cargo build --release --locked

FROM debian:bookworm-slim
COPY --from=build /cardex/target/release/cardex /usr/local/bin/cardex
COPY LICENSE-APACHE LICENSE-MIT /usr/share/doc/cardex/
# Files that it writes belong to whoever runs it: add --user "$(id -u):$(id -g)".
USER 65534:65534
WORKDIR /hub
ENTRYPOINT ["cardex"]
CMD ["--help"]
