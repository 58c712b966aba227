# As much of PostgreSQL's official image as its users here ask for, on Debian.
FROM localhost/stand-in:bookworm
COPY --chmod=755 postgres-entrypoint /usr/local/bin/
ENV PGDATA=/var/lib/postgresql/data PATH=/usr/lib/postgresql/15/bin:/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
EXPOSE 5432
ENTRYPOINT ["postgres-entrypoint"]
CMD ["postgres"]
