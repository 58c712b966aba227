# As much of HAProxy's official image as its users here ask for, on Debian.
FROM localhost/stand-in:bookworm
STOPSIGNAL SIGUSR1
ENTRYPOINT ["haproxy", "-W", "-db"]
CMD ["-f", "/usr/local/etc/haproxy/haproxy.cfg"]
