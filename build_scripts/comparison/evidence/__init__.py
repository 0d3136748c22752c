"""Read the evidence in each sentence that comparing articles rests on.

Entry: `sentence_evidence.read_sentence_evidence`.
"""
