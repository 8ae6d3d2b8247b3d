"""Every change to the payment of expenses: the accounts, a payment, word that it was paid."""
