# One image per service: docker build --target planner -t hindcast-planner .
FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -ntp -Dmaven.test.skip=true -Dspotless.check.skip=true \
    -pl planner-service,worker-service,validator-service,outbox-relay -am \
    package dependency:copy-dependencies -DincludeScope=runtime

FROM eclipse-temurin:25-jre AS service
RUN useradd --system --no-create-home hindcast
USER hindcast
EXPOSE 9464
ENV HINDCAST_MANAGEMENT_HOST=0.0.0.0 \
    JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED -Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.hindcast.schemas"
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s --retries=3 CMD ["bash", "-c", \
    "exec 3<>/dev/tcp/127.0.0.1/9464 && printf 'GET /health/ready HTTP/1.0\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]

FROM service AS planner
EXPOSE 8080
ENV HINDCAST_HTTP_HOST=0.0.0.0
COPY --from=build /src/planner-service/target/*.jar /src/planner-service/target/dependency/ /opt/hindcast/
ENTRYPOINT ["java", "-cp", "/opt/hindcast/*", "io.hindcast.planner.PlannerMain"]

FROM service AS worker
COPY --from=build /src/worker-service/target/*.jar /src/worker-service/target/dependency/ /opt/hindcast/
ENTRYPOINT ["java", "-cp", "/opt/hindcast/*", "io.hindcast.worker.WorkerMain"]

FROM service AS validator
COPY --from=build /src/validator-service/target/*.jar /src/validator-service/target/dependency/ /opt/hindcast/
ENTRYPOINT ["java", "-cp", "/opt/hindcast/*", "io.hindcast.validator.ValidatorMain"]

FROM service AS relay
COPY --from=build /src/outbox-relay/target/*.jar /src/outbox-relay/target/dependency/ /opt/hindcast/
ENTRYPOINT ["java", "-cp", "/opt/hindcast/*", "io.hindcast.relay.RelayMain"]
