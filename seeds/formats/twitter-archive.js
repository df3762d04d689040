window.YTD.tweets.part0 = [
 {
  "tweet": {
   "id": "2000000000000000002",
   "id_str": "2000000000000000002",
   "full_text": "@news Also for children?",
   "created_at": "Thu May 02 10:05:00 +0000 2024",
   "in_reply_to_status_id_str": "2000000000000000001",
   "favorite_count": "0",
   "lang": "en"
  }
 },
 {
  "tweet": {
   "id": "2000000000000000001",
   "id_str": "2000000000000000001",
   "full_text": "The ferry gets dearer &amp; slower.",
   "created_at": "Thu May 02 10:00:00 +0000 2024",
   "favorite_count": "3",
   "lang": "en"
  }
 }
]
