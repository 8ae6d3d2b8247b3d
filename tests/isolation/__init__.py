"""How it is proved that tenants are kept apart: the adversarial tests by number.

Each number of the list is named in the test that proves it (`test_21_...`); where a guard can be
taken away, a negative control takes it away and shows that the probe then finds something.

    1 crawl, forms, headquarters              2 hosts              3 hosts
                                              4 hosts
    5 -                  6 hosts              7 hosts              8 hosts
    9 accounts          10 accounts          11 accounts          12 accounts
   13 start_up          14 accounts          15 accounts          16 forms, origins, accounts
   17 start_up          18 accounts          19 accounts          20 accounts
   21 objects, headquarters                  22 objects           23 objects
                                             24 exports
   25 exports           26 twins             27 twins             28 objects
   29 rows              30 rows              31 rows              32 rows
   33 rows, publishing  34 rows              35 start_up          36 postgres
   37 postgres          38 start_up          39 -                 40 training_copy, publishing
   41 publishing        42 queue             43 queue             44 queue
   45 queue_users       46 queue_users       47 queue             48 queue
   49 -                 50 caches            51 house             52 exports
   53 caches            54 mail              55 logs              56 wording
   57 errors            58 errors            59 onboarding         60 migrating
   61 operations        62 operations        63 folders           64 growth

`accounts` is tests/accounts/test_isolation.py, `house` is tests/test_house.py, any other name is
test_<name>.py here. What further belongs to 2, 13 and 14 is in tests/core.

Not yet, and why:
    5   a tenant has a host of its own; paths are not offered
   25   of archives the library's and the backups are unpacked: tests/openlibrary, tests/operations
   39   concurrent changes: with the duos that they would break
   49   retention comes with privacy
   52   the library's files come by their names out of its own tables; thumbnails and ranges come
        with documents
   58   nothing is kept in a browser; the tests see to it that this is noticed
"""
