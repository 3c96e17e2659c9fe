"""Command line: one sub-command per stage."""

import argparse
from pathlib import Path

import torch

from distillery import distil, stages


def main() -> None:
    parser = argparse.ArgumentParser(prog="distillery", description=__doc__)
    parser.add_argument("--work", type=Path, required=True, help="folder for intermediate files")
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    commands = parser.add_subparsers(dest="command", required=True)

    command = commands.add_parser("corpus", help="read the data sets and make the texts")
    command.add_argument("--data", type=Path, required=True, help="folder holding 01-…, 02-…, …")
    command.add_argument("--made", type=int, default=400_000, help="number of made-up texts")

    command = commands.add_parser("label", help="let the teacher embed the texts")
    command.add_argument("--parts", nargs="+", default=list(stages.PARTS), choices=stages.PARTS)

    command = commands.add_parser("distil", help="train the student")
    command.add_argument("--name", default="student")
    command.add_argument("--keep", type=int, nargs="+", default=[0, 5], help="teacher layers to start from")
    command.add_argument("--start", help="go on from this checkpoint instead")
    command.add_argument("--seconds", type=float, required=True, help="wall-clock budget")
    command.add_argument("--rate", type=float, default=distil.Settings.rate)
    command.add_argument("--report-every", type=float, default=distil.Settings.report_every)

    command = commands.add_parser("static", help="train the static table")
    command.add_argument("--seconds", type=float, required=True, help="wall-clock budget")

    command = commands.add_parser("export", help="write the sidecar's files")
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--name", default="student")
    command.add_argument("--space", required=True, help="name and version of the transformer's vector space")
    command.add_argument("--static-space", required=True, help="name and version of the static table's vector space")

    command = commands.add_parser("evaluate", help="print the table of figures")
    command.add_argument("--data", type=Path, required=True)
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--name", default="student")
    command.add_argument("--only", nargs="*", default=[], help="encoders to measure")
    command.add_argument("--no-probes", action="store_true", help="few-shot and retrieval only")

    command = commands.add_parser("card", help="write CARD.md")
    command.add_argument("--out", type=Path, required=True)
    command.add_argument("--name", default="student")

    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    if args.command == "corpus":
        stages.make_corpus(args.data, args.work, args.made, args.seed)
    elif args.command == "label":
        stages.label(args.work, args.parts)
    elif args.command == "distil":
        settings = distil.Settings(args.seconds, args.rate, report_every=args.report_every, seed=args.seed)
        stages.train_student(args.work, args.name, args.keep, args.start, args.threads, settings)
    elif args.command == "static":
        stages.train_static(args.work, args.seconds, args.seed)
    elif args.command == "export":
        stages.write_export(args.work, args.out, args.name, args.space, args.static_space)
    elif args.command == "evaluate":
        stages.score(args.data, args.work, args.out, args.name, args.only, not args.no_probes)
    elif args.command == "card":
        stages.write_card(args.work, args.out, args.name)


if __name__ == "__main__":
    main()
