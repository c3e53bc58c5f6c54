#!/bin/sh
# Applies the jobs of this folder, each round after the one before it. Run again, it replaces them, and does what is left: parts that
# are done end at once. Written by simulate submit.
set -eu
cd "$(dirname "$0")"
finished() { # waits for the end of a job
	while :; do
		case $(kubectl get job "$1" -o 'jsonpath={.status.conditions[?(@.status=="True")].type}') in
		*Failed*)
			echo "$1 has failed; kubectl describe job $1 says why" >&2
			exit 1
			;;
		*Complete*) return ;;
		esac
		sleep 5
	done
}

kubectl delete job --ignore-not-found simulate-a---sweep----it-s--1-round-1
kubectl apply -f round-1.yaml
finished simulate-a---sweep----it-s--1-round-1
kubectl delete job --ignore-not-found simulate-a---sweep----it-s--1-round-2
kubectl apply -f round-2.yaml
finished simulate-a---sweep----it-s--1-round-2
kubectl delete job --ignore-not-found simulate-a---sweep----it-s--1-finish
kubectl apply -f finish.yaml
finished simulate-a---sweep----it-s--1-finish
