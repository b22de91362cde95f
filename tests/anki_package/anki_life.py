"""A collection of the real Anki in which time can pass: what was done moves into the past."""

import json

from anki.collection import Collection, ExportAnkiPackageOptions, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler.v3 import CardAnswer

RATINGS = (None, CardAnswer.AGAIN, CardAnswer.HARD, CardAnswer.GOOD, CardAnswer.EASY)


class Phone:
    def __init__(self, folder):
        self.folder = folder
        self.col = Collection(str(folder / "collection.anki2"))
        self.col.set_config("fsrs", True)

    def close(self):
        self.col.close()

    def take(self, package, *, scheduling=False):
        options = ImportAnkiPackageOptions(update_notes=0, update_notetypes=0, with_scheduling=scheduling)
        return self.col.import_anki_package(ImportAnkiPackageRequest(package_path=str(package), options=options)).log

    def card(self, note, place=0):
        """Anki's number of a card."""
        return self.col.db.scalar(
            "select c.id from cards c join notes n on n.id = c.nid where n.guid = ? and ord = ?",
            f"studycli:{note}",
            place,
        )

    def answer(self, card_id, rating):
        """One answer, whether or not the card is due."""
        card = self.col.get_card(card_id)
        card.start_timer()
        states = self.col._backend.get_scheduling_states(card_id)
        self.col.sched.answer_card(self.col.sched.build_answer(card=card, states=states, rating=RATINGS[rating]))

    def sleep(self, days):
        """So many days later."""
        db, seconds = self.col.db, days * 86_400
        db.execute("update col set crt = crt - ?", seconds)
        for table_sql in (
            "update revlog set id = -(id - ?)",
            "update revlog set id = -id where ? and id < 0",
        ):
            db.execute(table_sql, seconds * 1000)
        db.execute("update cards set due = due - ? where queue = 1", seconds)
        db.execute("update cards set mod = mod - ?", seconds)
        for card_id, data in db.all("select id, data from cards where data like '%lrt%'"):
            values = json.loads(data)
            values["lrt"] -= seconds
            db.execute("update cards set data = ? where id = ?", json.dumps(values, separators=(",", ":")), card_id)
        path = self.col.path
        self.col.close()
        self.col = Collection(path)

    def export(self, *, legacy=False):
        """The whole collection as a file, as the phone shares it."""
        path = self.folder / f"phone-{legacy}.colpkg"
        self.col.export_collection_package(str(path), include_media=False, legacy=legacy)
        self.col = Collection(str(self.folder / "collection.anki2"))
        return path

    def share(self, *, legacy=False):
        """All decks as a package with their progress."""
        path = self.folder / f"decks-{legacy}.apkg"
        options = ExportAnkiPackageOptions(with_scheduling=True, legacy=legacy)
        self.col.export_anki_package(out_path=str(path), options=options, limit=None)
        return path

    def standing(self, card_id):
        """(day of Anki that it falls due less today, stability), None where there is none."""
        card = self.col.get_card(card_id)
        return (
            card.due - self.col.sched.today if card.type == 2 else None,
            card.memory_state and card.memory_state.stability,
        )
