# WMORY in one image: the API, the web app, the processor of photos and the `wmory` command.
# Nothing in it is written at run time but /data and /tmp, so the rest may be read-only; see compose.yaml.
FROM docker.io/library/node:24-bookworm-slim AS manifests
WORKDIR /wmory
COPY package.json package-lock.json .npmrc ./
COPY apps/app/package.json apps/app/
COPY apps/cli/package.json apps/cli/
COPY apps/cli/bin apps/cli/bin
COPY apps/processor/package.json apps/processor/
COPY apps/server/package.json apps/server/
COPY infra/package.json infra/
COPY packages/contract/package.json packages/contract/
COPY packages/imaging/package.json packages/imaging/
COPY packages/uploader/package.json packages/uploader/

FROM manifests AS web
RUN npm ci
COPY tsconfig.base.json ./
COPY tools/prepare.mjs tools/
COPY tools/prepare tools/prepare
COPY apps/app apps/app
COPY packages packages
RUN node tools/prepare.mjs web

FROM manifests AS production
# Workspaces become links to the folders below, which stay where they are in the last stage.
RUN npm ci --omit=dev --workspace apps/server --workspace apps/processor --workspace apps/cli \
    && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' -o -name '*.md' \) -delete \
    # The same 31 MB once more, for the older kind of module.
    && rm -r node_modules/@ffmpeg/core/dist/umd

FROM docker.io/library/node:24-bookworm-slim
LABEL org.opencontainers.image.title=WMORY org.opencontainers.image.licenses=AGPL-3.0-only
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 WMORY_DATA_DIR=/data \
    PATH=/wmory/node_modules/.bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
# A volume that is mounted here takes over the owner.
RUN mkdir --mode=0700 /data && chown 1000:1000 /data
WORKDIR /wmory
COPY --from=production /wmory/node_modules node_modules
# What a workspace has in another version than the rest is in a folder of its own.
COPY --from=production /wmory/apps apps
COPY --from=production /wmory/packages packages
COPY package.json LICENSE ./
COPY packages packages
COPY apps/cli apps/cli
COPY apps/processor apps/processor
COPY apps/server apps/server
COPY --from=web /wmory/apps/app/dist apps/app/dist
COPY apps/app/csp.json apps/app/csp.json
# The user `node` of the base image, by number, so that whoever runs it can see that it is not root.
USER 1000:1000
EXPOSE 3000
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "apps/server/src/main.ts"]
