{{- define "interlock.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{- define "interlock.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 56 | trimSuffix "-" }}
{{- else if contains (include "interlock.name" .) .Release.Name }}
{{- .Release.Name | trunc 56 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "interlock.name" .) | trunc 56 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "interlock.selector" -}}
app.kubernetes.io/name: {{ include "interlock.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end }}

{{- define "interlock.labels" -}}
{{ include "interlock.selector" . }}
app.kubernetes.io/version: {{ default .Chart.AppVersion .Values.image.tag | splitList "@" | first | trunc 63 | trimAll "-._" | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end }}

{{- define "interlock.serviceAccount" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "interlock.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "interlock.securityContext" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{- /* The port of an address of interlock.yaml. */ -}}
{{- define "interlock.port" -}}
{{- regexFind "[0-9]+$" . }}
{{- end }}

{{- /* A duration of interlock.yaml in milliseconds: [what it says, such as 1h30m or ${NAME}, what counts if a template cannot know]. */ -}}
{{- define "interlock.millis" -}}
{{- $text := first . | toString }}
{{- if not (regexMatch "^([0-9]{1,9}(ms|s|m|h|d))+$" $text) }}{{ $text = last . }}{{ end }}
{{- $sum := 0 }}
{{- range regexFindAll "[0-9]+(ms|s|m|h|d)" $text -1 }}
{{- $unit := get (dict "ms" 1 "s" 1000 "m" 60000 "h" 3600000 "d" 86400000) (regexFind "[a-z]+" .) }}
{{- $sum = add $sum (mul (regexFind "[1-9][0-9]*" .) $unit) }}
{{- end }}
{{- $sum }}
{{- end }}

{{- /* interlock.yaml, held against what the pods need of it. */ -}}
{{- define "interlock.config" -}}
{{- $config := .Values.config | required "config: empty (expected: your interlock.yaml, --set-file config=interlock.yaml)" | fromYaml }}
{{- if hasKey $config "Error" }}{{ fail (printf "config: not YAML: %s" $config.Error) }}{{ end }}
{{- $listen := default "unix:/tmp/interlock.sock" $config.listen }}
{{- $health := dig "health" "listen" "0.0.0.0:9903" $config }}
{{- if regexMatch "^(127\\.|localhost:|\\[::1\\])" $health }}{{ fail (printf "config: health.listen: %s (expected: 0.0.0.0:9903, where the kubelet reaches it)" $health) }}{{ end }}
{{- $clients := dig "envoy" "listen" "127.0.0.1:10000" $config }}
{{- if eq .Values.mode "sidecar" }}
{{- if ne $listen "unix:/run/interlock/interlock.sock" }}{{ fail (printf "config: listen: %s (expected: unix:/run/interlock/interlock.sock, the folder that Envoy and Interlock share)" $listen) }}{{ end }}
{{- if regexMatch "^(127\\.|localhost:|\\[::1\\])" $clients }}{{ fail (printf "config: envoy.listen: %s (expected: 0.0.0.0:10000, where the Service reaches it)" $clients) }}{{ end }}
{{- $sidecar := dig "envoy" "sidecar" $listen $config }}
{{- if ne $sidecar $listen }}{{ fail (printf "config: envoy.sidecar: %s (expected: none, Envoy is in the same pod)" $sidecar) }}{{ end }}
{{- if and .Values.envoy.bootstrap .Values.envoy.bootstrapSecret }}{{ fail (printf "envoy.bootstrapSecret: %s, and envoy.bootstrap (expected: one of them)" .Values.envoy.bootstrapSecret) }}{{ end }}
{{- $_ := required "envoy.bootstrap: empty (expected: what `interlock envoy -c interlock.yaml` prints, --set-file envoy.bootstrap=envoy.yaml; or envoy.bootstrapSecret)" (or .Values.envoy.bootstrap .Values.envoy.bootstrapSecret) }}
{{- if dig "envoy" "xds" "" $config }}
{{- with .Values.envoy.apiKeysSecret }}{{ fail (printf "envoy.apiKeysSecret: %s, and config says envoy.xds (expected: none, Interlock writes the keys there; it reads them by interlock.env or interlock.volumeMounts)" .) }}{{ end }}
{{- $keys := dig "callers" "api_keys" "file" "" $config }}
{{- if hasPrefix "/etc/interlock-keys/" $keys }}{{ fail (printf "config: callers.api_keys.file: %s (expected: none, with envoy.xds Interlock writes the keys there)" $keys) }}{{ end }}
{{- end }}
{{- else if not (hasPrefix "0.0.0.0:" $listen) }}{{ fail (printf "config: listen: %s (expected: 0.0.0.0:9000, where Envoy reaches it)" $listen) }}{{ end }}
{{- /* What follows drainSeconds: sidecar: Envoy's ten seconds, then Interlock, whose streams have ended with Envoy; central: Interlock's whole drain. */ -}}
{{- $drain := include "interlock.millis" (list (dig "drain" "grace" "5s" $config) "5s") | int }}
{{- $what := "its drain.grace" }}
{{- if eq .Values.mode "sidecar" }}{{ $drain = add $drain 10000 | int }}
{{- else }}{{ $what = "its drain.grace and drain.deadline" }}{{ $drain = add $drain (include "interlock.millis" (list (dig "drain" "deadline" "20s" $config) "20s") | int) | int }}{{ end }}
{{- $after := div (add $drain 999) 1000 | add 5 | int }}
{{- $end := add .Values.drainSeconds $after | int }}
{{- if lt (int .Values.terminationGracePeriodSeconds) $end }}{{ fail (printf "terminationGracePeriodSeconds: %d (expected: at least drainSeconds + %d, %d, as config says with %s)" (int .Values.terminationGracePeriodSeconds) $after $end $what) }}{{ end }}
{{- dict "listen" $listen "admin" (dig "envoy" "admin" "127.0.0.1:9901" $config) "health" (include "interlock.port" $health | int) "clients" (include "interlock.port" $clients | int) "concurrency" (dig "envoy" "concurrency" 0 $config | int) "open" (or (not (hasKey $config "callers")) (dig "callers" "anonymous" false $config)) | toYaml }}
{{- end }}

{{- /* The container of Interlock, the same in both modes. */ -}}
{{- define "interlock.container" -}}
{{- $config := include "interlock.config" . | fromYaml -}}
name: interlock
image: "{{ .Values.image.repository }}:{{ default .Chart.AppVersion .Values.image.tag }}"
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext: {{- include "interlock.securityContext" . | nindent 2 }}
env:
  - {name: JDK_JAVA_OPTIONS, value: {{ .Values.interlock.heap | quote }}}
  {{- with .Values.interlock.env }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
ports:
  - {name: health, containerPort: {{ $config.health }}}
  {{- if eq .Values.mode "central" }}
  - {name: grpc, containerPort: {{ include "interlock.port" $config.listen }}}
  {{- end }}
startupProbe: {httpGet: {path: /readyz, port: health}, periodSeconds: 1, failureThreshold: 120}
livenessProbe: {httpGet: {path: /healthz, port: health}, periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 6}
readinessProbe: {httpGet: {path: /readyz, port: health}, periodSeconds: 2, timeoutSeconds: 2}
lifecycle:
  preStop:
    {{- if eq .Values.mode "sidecar" }}
    # Envoy's image has no program that could do it: every answer closes its connection, and Envoy ends when none is left.
    exec:
      command:
        - /opt/java/bin/java
        - -Xms8m
        - -Xmx32m
        - -XX:TieredStopAtLevel=1
        - "@/opt/interlock/bin/java.args"
        - dev.interlock.Main
        - drain
        - --envoy={{ $config.admin }}
        - --deadline={{ .Values.drainSeconds }}
    {{- else }}
    sleep: {seconds: {{ .Values.drainSeconds }}}
    {{- end }}
resources: {{- toYaml .Values.interlock.resources | nindent 2 }}
volumeMounts:
  - {name: config, mountPath: /etc/interlock, readOnly: true}
  - {name: run, mountPath: /run/interlock}
  {{- with .Values.interlock.volumeMounts }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
