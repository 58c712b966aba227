# The layout of Keycloak's official image, on Debian.
FROM localhost/stand-in:bookworm
ARG VERSION
COPY --chown=1000:0 keycloak-${VERSION} /opt/keycloak
RUN install -d -o 1000 -g 0 -m 775 /opt/keycloak /opt/keycloak/data
# In development mode Keycloak listens on all addresses only where it knows that it runs in a container.
ENV KC_RUN_IN_CONTAINER=true
WORKDIR /
USER 1000
EXPOSE 8080 8443 9000
ENTRYPOINT ["/opt/keycloak/bin/kc.sh"]
