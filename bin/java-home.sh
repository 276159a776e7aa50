# Sourced by mvnw and hindcast: leaves JAVA_HOME at a JDK of version 21 or later, the newest found.
# HINDCAST_JAVA_HOME, then JAVA_HOME, win when they name such a JDK.

hindcast_java_version() {
  [ -x "$1/bin/javac" ] || return 1
  "$1/bin/java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1
}

hindcast_find_java() {
  for home in "${HINDCAST_JAVA_HOME-}" "${JAVA_HOME-}"; do
    [ -n "$home" ] || continue
    version=$(hindcast_java_version "$home") || continue
    if [ "${version:-0}" -ge 21 ]; then
      printf '%s\n' "$home"
      return 0
    fi
  done
  best=""
  best_version=20
  for home in /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -d "$home" ] || continue
    version=$(hindcast_java_version "$home") || continue
    if [ "${version:-0}" -gt "$best_version" ]; then
      best=$home
      best_version=$version
    fi
  done
  [ -n "$best" ] && printf '%s\n' "$best"
}

if ! JAVA_HOME=$(hindcast_find_java); then
  echo "hindcast: No JDK of version 21 or later was found." \
    "Install one (Debian: apt-get install temurin-25-jdk or openjdk-21-jdk)" \
    "or set JAVA_HOME to it." >&2
  exit 69
fi
export JAVA_HOME
