"""What make_samples.py and sample_findings.py share."""
