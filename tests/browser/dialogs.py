"""What a page says in dialogs."""

from playwright.sync_api import Dialog, Page


def dialogs_of(page: Page) -> list[str]:
    """The messages of dialogs that a page opens from now on, each dismissed at once."""
    messages: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        messages.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    return messages
