# Everything a person needs. `make help` lists it.
SHELL := /bin/sh
.DEFAULT_GOAL := help
# The public data sets, in the layout that docs/guides/router-bundles.md describes.
DATA ?= data

.PHONY: help build demo example-documents test faults eval bench jmh image test-image test-k8s test-gateway format clean envoy all-envoys clients \
  compiled formatted browser helm gateway-crds

JDK = JAVA_HOME="$$(scripts/find-jdk)"
MVN = $(JDK) mvn -B -ntp

help: ## List the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1	\2/p' $(MAKEFILE_LIST) | expand -t 22

build: target/dist/.built ## Build the distribution in target/dist

target/dist/.built: pom.xml $(shell find src/main proto -type f 2>/dev/null)
	@scripts/prerequisites build
	@echo "building (the first time takes a few minutes) ..."
	@$(MVN) -q package -DskipTests -Dquick -Dspotless.check.skip=true
	@scripts/aot
	@touch $@

envoy:
	@scripts/envoy

all-envoys:
	@scripts/envoy --all

clients:
	@scripts/clients

demo: build envoy ## Real Envoy, sidecar, simulated fleet, real prompts; KEEP=1 leaves it running
	@target/dist/bin/interlock demo $(if $(KEEP),--keep)

example-documents: build envoy ## Document processing with recorded grades: what is saved, what becomes of the quality
	@target/dist/bin/interlock example examples/documents

# Javac takes one processor; what the tests need besides is fetched and the format looked at meanwhile, one after the other.
test: ## Every test, the real-Envoy ones included
	@scripts/prerequisites test
	@$(MAKE) --no-print-directory -j2 compiled all-envoys clients $(ALSO) formatted
	@$(MVN) verify

compiled:
	@$(MVN) -q test-compile -Dspotless.check.skip=true

formatted: all-envoys clients $(ALSO)
	@$(MVN) -q spotless:check

# Tests that lack one of these are skipped, and say so.
browser:
	@scripts/$@

helm gateway-crds:
	@scripts/$@ --fetch || true

faults: all-envoys ## 1,000 requests for every way in which a model can fail
	@$(MVN) -q verify -Dquick -Dtest=NONE -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=FailoverFaultsIT -Dinterlock.faults=1000

eval: build ## Every figure on the public sets, and docs/evaluation.md; DATA=their folder
	@INTERLOCK_HEAP="-Xmx2g" target/dist/bin/interlock eval routing --data $(DATA)
	@INTERLOCK_HEAP="-Xmx2g" target/dist/bin/interlock eval intents --data $(DATA)
	@INTERLOCK_HEAP="-Xmx2g" target/dist/bin/interlock eval cache --data $(DATA)
	@target/dist/bin/interlock eval page target/reports/eval-routing.json target/reports/eval-intents.json target/reports/eval-cache.json

bench: build envoy ## Direct, Envoy alone, no-op and Interlock side by side
	@scripts/bench

image: build ## The OCI image, target/image/interlock.tar; needs no registry and no Docker
	@scripts/image

test-image: image ## Start the image as Kubernetes would: read-only, not root, no network
	@scripts/test-image

test-k8s: image envoy ## The chart on a real Kubernetes: upgrades and rollbacks under load
	@scripts/test-k8s

test-gateway: image envoy ## The resources for Envoy Gateway, on a real one in a real Kubernetes
	@scripts/test-gateway

jmh: ## Microbenchmarks of hot code
	@scripts/jmh

format: ## Format the sources
	@$(MVN) -q spotless:apply

clean: ## Remove what was built
	@rm -rf target
