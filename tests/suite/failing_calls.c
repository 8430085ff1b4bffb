// A library for LD_PRELOAD that makes one system call fail on the files of one folder.
//
//   FAIL_CALL    its name, as below
//   FAIL_NTH     which call is the first to fail, from 1
//   FAIL_MODE    once, or always: that call only, or all from then on
//   FAIL_HOW     ENOSPC, EIO, EINTR, or short: only half of the bytes are read or written
//   FAIL_BELOW   the absolute path of the folder
//   FAIL_SEEN    a file that exists once a call has failed
//
// Calls on other files, and those of worker processes, which have no file there, pass.

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_int calls;

static int starts_below(const char *path) {
    const char *folder = getenv("FAIL_BELOW");
    return folder && strncmp(path, folder, strlen(folder)) == 0;
}

static int path_is_below(const char *path) {
    if (path[0] == '/') return starts_below(path);
    char full[2 * PATH_MAX], here[PATH_MAX];
    if (!getcwd(here, sizeof here)) return 0;
    snprintf(full, sizeof full, "%s/%s", here, path);
    return starts_below(full);
}

static int fd_is_below(int fd) {
    char link[64], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return starts_below(path);
}

// Whether a path that counts from an open folder is below.
static int path_at_is_below(int at, const char *path) {
    return at == AT_FDCWD || path[0] == '/' ? path_is_below(path) : fd_is_below(at);
}

static int is(const char *name, const char *value) {
    const char *given = getenv(name);
    return given && strcmp(given, value) == 0;
}

// Whether this call fails. Sets errno.
static int fails(const char *call, int is_below) {
    if (!is_below || !is("FAIL_CALL", call)) return 0;
    int number = atomic_fetch_add(&calls, 1) + 1;
    int nth = atoi(getenv("FAIL_NTH"));
    if (number < nth || (number > nth && is("FAIL_MODE", "once"))) return 0;
    // Directly, so that this call is not counted.
    int seen = syscall(SYS_openat, AT_FDCWD, getenv("FAIL_SEEN"), O_CREAT | O_WRONLY, 0644);
    syscall(SYS_close, seen);
    errno = is("FAIL_HOW", "ENOSPC") ? ENOSPC : is("FAIL_HOW", "EINTR") ? EINTR : EIO;
    return 1;
}

#define REAL(name) __typeof__(&name) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define WRAP(type, name, call, below, parameters, arguments) \
    type name parameters {                                   \
        REAL(name);                                          \
        if (fails(call, below)) return (type)-1;             \
        return real arguments;                               \
    }

#define TRANSFER(name, call, parameters, arguments)                              \
    ssize_t name parameters {                                                    \
        REAL(name);                                                              \
        if ((!is("FAIL_HOW", "short") || count > 1) && fails(call, fd_is_below(fd))) { \
            if (!is("FAIL_HOW", "short")) return -1;                             \
            count /= 2;                                                          \
        }                                                                        \
        return real arguments;                                                   \
    }

#define OPEN(name, below, parameters, arguments)                  \
    int name parameters {                                         \
        REAL(name);                                               \
        mode_t mode = 0;                                          \
        if (flags & (O_CREAT | __O_TMPFILE)) {                    \
            va_list rest;                                         \
            va_start(rest, flags);                                \
            mode = va_arg(rest, mode_t);                          \
            va_end(rest);                                         \
        }                                                         \
        if (fails("open", below)) return -1;                      \
        return real arguments;                                    \
    }

OPEN(open, path_is_below(path), (const char *path, int flags, ...), (path, flags, mode))
OPEN(open64, path_is_below(path), (const char *path, int flags, ...), (path, flags, mode))
OPEN(openat, path_at_is_below(at, path), (int at, const char *path, int flags, ...), (at, path, flags, mode))
OPEN(openat64, path_at_is_below(at, path), (int at, const char *path, int flags, ...), (at, path, flags, mode))

TRANSFER(read, "read", (int fd, void *bytes, size_t count), (fd, bytes, count))
TRANSFER(pread64, "read", (int fd, void *bytes, size_t count, off64_t at), (fd, bytes, count, at))
TRANSFER(write, "write", (int fd, const void *bytes, size_t count), (fd, bytes, count))
TRANSFER(pwrite64, "write", (int fd, const void *bytes, size_t count, off64_t at), (fd, bytes, count, at))

WRAP(off64_t, lseek64, "lseek", fd_is_below(fd), (int fd, off64_t at, int from), (fd, at, from))
WRAP(int, ftruncate64, "ftruncate", fd_is_below(fd), (int fd, off64_t length), (fd, length))
WRAP(int, fsync, "fsync", fd_is_below(fd), (int fd), (fd))
WRAP(int, fdatasync, "fsync", fd_is_below(fd), (int fd), (fd))
WRAP(int, flock, "flock", fd_is_below(fd), (int fd, int how), (fd, how))
WRAP(ssize_t, copy_file_range, "copy_file_range", fd_is_below(to),
     (int from, off64_t *from_at, int to, off64_t *to_at, size_t count, unsigned flags),
     (from, from_at, to, to_at, count, flags))

WRAP(int, rename, "rename", path_is_below(from), (const char *from, const char *to), (from, to))
WRAP(int, renameat, "rename", path_at_is_below(at, from),
     (int at, const char *from, int there, const char *to), (at, from, there, to))
WRAP(int, unlink, "unlink", path_is_below(path), (const char *path), (path))
WRAP(int, unlinkat, "unlink", path_at_is_below(at, path),
     (int at, const char *path, int flags), (at, path, flags))
WRAP(int, mkdir, "mkdir", path_is_below(path), (const char *path, mode_t mode), (path, mode))

DIR *opendir(const char *path) {
    REAL(opendir);
    if (fails("opendir", path_is_below(path))) return NULL;
    return real(path);
}

DIR *fdopendir(int fd) {
    REAL(fdopendir);
    if (fails("opendir", fd_is_below(fd))) return NULL;
    return real(fd);
}
