-- Beside the accounts (database `stek`), one for Dagster's history of runs.
create database dagster owner stek;
