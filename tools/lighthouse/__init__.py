"""Lighthouse over the pages of a site behind nginx, as a phone on a slow network would load them."""
