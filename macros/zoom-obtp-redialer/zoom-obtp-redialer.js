/*
 * zoom-obtp-redialer 1.0.0
 *
 * Zoom joins that repair themselves.
 * When the Join button of a Zoom meeting fails with an SSL error, the macro redials the meeting over another
 * protocol.
 *
 * MIT License. Built from the sources of codec-macros. Change settings in this file, and code in the sources.
 */

import xapi from 'xapi';

/* ----- Settings: change the values between = and ; and keep the quotes ----- */

// Calls to these domains, and below them, are Zoom calls. Accepts domains separated by commas.
var zoomDomains = 'zoomcrc.com';

// The protocol to dial again with. Accepts 'Spark', 'Sip' or 'H323'.
var redialProtocol = 'Spark';

// Seconds between the failed call and the redial. Accepts a number from 0 to 10.
var redialDelaySeconds = 1;

// How often a meeting is redialled before the room is told. Accepts a whole number from 1 to 3.
var maxRedials = 2;

// A failure is an SSL failure if its cause has one of these words. Accepts words of letters, digits and
// spaces, separated by commas.
var sslKeywords = 'ssl, tls, certificate';

// Whether the screen tells people what is happening. Accepts true or false.
var showMessages = true;

// On the screen while Zoom is being connected. Accepts one line of 1 to 140 characters.
var messageConnecting = 'Connecting to Zoom, one moment please';

// On the screen when Zoom cannot be reached. Accepts one line of 1 to 255 characters.
var messageNotReached = 'Zoom could not be reached. Please try again, or join from your laptop.';

// On the screen when no meeting number is known. Accepts one line of 1 to 255 characters.
var messageNoMeeting = 'No Zoom meeting number was found. Please dial it by hand, or join from your laptop.';

/* ----- End of the settings ----- */

// ----- Values of the settings -----

var given = {
	zoomDomains: typeof zoomDomains === 'undefined' ? undefined : zoomDomains,
	redialProtocol: typeof redialProtocol === 'undefined' ? undefined : redialProtocol,
	redialDelaySeconds: typeof redialDelaySeconds === 'undefined' ? undefined : redialDelaySeconds,
	maxRedials: typeof maxRedials === 'undefined' ? undefined : maxRedials,
	sslKeywords: typeof sslKeywords === 'undefined' ? undefined : sslKeywords,
	showMessages: typeof showMessages === 'undefined' ? undefined : showMessages,
	messageConnecting: typeof messageConnecting === 'undefined' ? undefined : messageConnecting,
	messageNotReached: typeof messageNotReached === 'undefined' ? undefined : messageNotReached,
	messageNoMeeting: typeof messageNoMeeting === 'undefined' ? undefined : messageNoMeeting
};

// ----- Shared by macros: codec runtime -----

/** The runtime on a codec. */
var codecRuntime = {
	after: function (milliseconds, run) {
		return setTimeout(run, milliseconds);
	},
	cancel: function (timer) {
		clearTimeout(timer);
	},
	now: function () {
		return Date.now();
	},
	log: function (line) {
		console.log(line);
	},
	warn: function (line) {
		console.warn(line);
	},
	error: function (line) {
		console.error(line);
	}
};

// ----- Shared by macros: text -----

/** A value from the codec as text; '' if it is neither text nor a number. */
function textOf(value) {
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

/** A list as the codec sends it: an array, one element alone, or nothing. */
function listOf(value) {
	return new Array().concat(value || []).filter(Boolean);
}

// ----- Shared by macros: errors -----

/** The code for a path that does not exist. Some firmware also uses it for an empty list. */
var ERROR_NO_MATCH = 3;

/** The xAPI's error code; 0 if there is none. */
function errorCode(error) {
	return Number(textOf(fieldsOf(error).code));
}

/** An error for the console, without words that may come from a dial string and contain a passcode. */
function describeError(error) {
	var message = textOf(fieldsOf(error).message || error).slice(0, 120);
	return 'code ' + errorCode(error) + ': ' + (message.replace(/\S*[\d@]\S*/g, '…') || 'unknown');
}

function fieldsOf(error) {
	return typeof error === 'object' && error ? error : {};
}

// ----- Shared by macros: guard -----

/** Wraps a listener so that it cannot throw: an exception here would stop every macro of the codec. */
function guardListener(runtime, listener) {
	return function (report) {
		try {
			if (report !== null && report !== undefined) listener(report);
		} catch (error) {
			logBug(runtime, 'feedback', error);
		}
	};
}

/** Logs a rejection that nothing else handles: an unhandled rejection would stop every macro of the codec. */
function logRejection(runtime, work) {
	work.then(undefined, function (error) {
		logBug(runtime, 'an answer', error);
	});
}

function logBug(runtime, what, error) {
	try {
		runtime.error(
			'internal error while handling ' + what + ' (' + describeError(error) + '); please report this line'
		);
	} catch (_a) {
		// The console itself is broken, so there is nowhere to log to.
	}
}

// ----- Shared by macros: runtime -----

/** For failures that need no reaction. */
function ignore() {
	return undefined;
}

// ----- Shared by macros: settings -----

/** What a setting accepts, in words that follow "expected". */
function acceptedBy(setting) {
	if ('choices' in setting) return "'" + setting.choices.join("', '").replace(/, ('\w+)$/, ' or $1') + "'";
	if ('min' in setting) {
		return (setting.whole ? 'a whole number' : 'a number') + ' from ' + setting.min + ' to ' + setting.max;
	}
	if ('maxLength' in setting) return 'one line of 1 to ' + setting.maxLength + ' characters';
	return 'words' in setting ? setting.words + ' separated by commas' : 'true or false';
}

/**
 * Reads all settings. A missing one gets its default silently. For a value that is not accepted, `warn` gets
 * a line with the given value and what is used instead.
 */
function readSettings(declared, given, warn) {
	var settings = {};
	Object.keys(declared).forEach(function (name) {
		var setting = declared[name];
		if (setting) settings[name] = readSetting(name, setting, given[name], warn);
	});
	// `parse` returned a value of the right kind for each name in `declared`.
	return settings;
}

function readSetting(name, setting, given, warn) {
	var reject = function (text, instead) {
		warn(name + ': expected ' + acceptedBy(setting) + ', got ' + quoted(text) + '; ' + instead);
	};
	var text = writtenText(given);
	var value = parse(setting, given === undefined ? String(setting.default) : text, reject);
	if (value !== undefined) return value;
	reject(text, 'using ' + (typeof setting.default === 'string' ? quoted(setting.default) : setting.default));
	return parse(setting, String(setting.default), reject);
}

/** What an integrator wrote, as text: a list counts as its items separated by commas. */
function writtenText(given) {
	if (typeof given === 'boolean') return String(given);
	return Array.isArray(given) ? given.map(textOf).join(',') : textOf(given).trim();
}

function quoted(text) {
	var line = text.replace(/\s+/g, ' ');
	return '"' + (line.length > 60 ? line.slice(0, 59) + '…' : line) + '"';
}

/** The value of a setting; undefined if the text is not accepted. */
function parse(setting, text, reject) {
	if ('maxLength' in setting) {
		return text.length <= setting.maxLength && /^.+$/.test(text) ? text : undefined;
	}
	var lower = text.toLowerCase();
	if ('words' in setting) return parseWords(setting, lower, reject);
	var word = lower.replace(/^[\s,;]+|[\s,;]+$/g, '');
	if ('choices' in setting) {
		return setting.choices.filter(function (choice) {
			return choice.toLowerCase() === word.replace(/\s/g, '');
		})[0];
	}
	if ('min' in setting) return parseNumber(setting, word);
	return word === 'true' || (word === 'false' ? false : undefined);
}

function parseNumber(setting, text) {
	var value = /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : NaN;
	var isAccepted = value >= setting.min && value <= setting.max && !(setting.whole && value % 1);
	return isAccepted ? value : undefined;
}

/** The accepted words. Any other word is dropped, with a warning. */
function parseWords(setting, text, reject) {
	var words = text
		.split(/[,;]/)
		.map(function (word) {
			return word.trim();
		})
		.filter(function (word) {
			return word !== '';
		});
	var accepted = words.filter(function (word) {
		return setting.pattern.test(word);
	});
	if (accepted.length === 0) return undefined;
	words.forEach(function (word) {
		if (accepted.indexOf(word) < 0) reject(word, 'ignoring it');
	});
	return accepted;
}

// ----- Address -----

/** The most that `Dial` takes for Number (Cisco's schema). */
var LONGEST_NUMBER = 255;

/** Meeting ids have 9 to 11 digits as a rule, and 5 to 40 at the extremes. */
var MEETING_ID = /^\d{5,40}$/;

/** The passcode of an address; '' for none. */
function passcodeOf(address) {
	return address.rest[0] || '';
}

/**
 * Reads a URI: bare, or with a name, brackets, a scheme, a port, parameters. Undefined where it does not lead
 * to one of the domains or below one.
 */
function parseZoomAddress(uri, domains) {
	var bare = textOf(uri)
		.slice(0, 1e3)
		.replace(/^.*<|>.*$/g, '')
		.trim()
		.replace(/^(sips?|spark|h323):|[;?].*$/gi, '');
	var found = /^(?:([^@]*)@)?([a-z0-9.-]+?)\.?(?::\d+)?$/i.exec(bare) || [];
	var domain = (found[2] || '').toLowerCase();
	if (
		!domains.some(function (zoom) {
			return ('.' + domain).slice(-zoom.length - 1) === '.' + zoom;
		})
	)
		return undefined;
	var parts = (found[1] || '').split('.').map(function (part) {
		return part.replace(/[\s-]/g, '');
	});
	var meeting = MEETING_ID.test(parts[0] || '') ? parts[0] : '';
	var rest = meeting === parts[0] ? parts.slice(1) : [];
	return {
		meeting: meeting || '',
		rest: rest.map(function (part) {
			return part.replace(/^.*[^\w*#].*$/, '');
		}),
		domain: domain
	};
}

/** An address with each part that it lacks taken from another. */
function filledFrom(address, other) {
	return {
		meeting: address.meeting || other.meeting,
		rest: [0, 1, 2, 3, 4].map(function (part) {
			return address.rest[part] || other.rest[part] || '';
		}),
		domain: address.domain
	};
}

/** The number to dial; undefined where it names no meeting, or is longer than the codec takes. */
function dialString(address) {
	var user = [address.meeting].concat(address.rest).join('.').replace(/\.+$/, '');
	var number = user + '@' + address.domain;
	return address.meeting !== '' && number.length <= LONGEST_NUMBER ? number : undefined;
}

/** A meeting for the log, its id shortened: «Zoom meeting 81…90». */
function shortMeeting(address) {
	var id = address.meeting;
	var shown = id.length < 9 ? 1 : 2;
	return id === '' ? 'Zoom' : 'Zoom meeting ' + id.slice(0, shown) + '…' + id.slice(-shown);
}

// ----- Invitation -----

var LONGEST_INVITATION = 2e4;

/**
 * The Zoom meetings in a mail, text or HTML. Rooms use the numeric passcode below «Join by SIP» or «Join by
 * H.323».
 */
function readInvitation(text, domains) {
	return text
		.slice(0, LONGEST_INVITATION)
		.replace(/<\/?[a-z][a-z0-9]*(\s[^<>]*)?\/?>|&nbsp;|\u00a0/gi, ' ')
		.split(/join zoom meeting/i)
		.map(function (invitation) {
			return readOne(invitation, domains);
		});
}

function readOne(invitation, domains) {
	var forRooms = invitation.replace(/^[^]*?(join by (sip|h\.?323)|$)/i, '');
	var written = {
		meeting: found(/meeting id\s*:\s*(\d[\d -]{3,60})/i, invitation).replace(/[ -]/g, ''),
		rest: [found(/passcode\s*:\s*(\d{1,20})(?![\w*#])/i, forRooms)],
		domain: domains[0] || ''
	};
	var number = parseZoomAddress(found(/(\d[\w.*#]{0,200}@[\w.-]{1,200})/, forRooms), domains);
	return number ? filledFrom(number, written) : written;
}

function found(what, text) {
	var match = what.exec(text);
	return (match && match[1]) || '';
}

// ----- Calendar -----

/** People join so long before a booking starts, and so long after it ends. */
var AROUND = 15 * 60 * 1e3;

/** The bookings that people may be joining: the current one, then by how near their start is. */
function bookingsAround(now, current, listed) {
	var distance = function (booking) {
		return Math.abs(timeOf(booking, 'StartTime') - now);
	};
	var near = listed.filter(function (booking) {
		var untilEnd = (timeOf(booking, 'EndTime') || timeOf(booking, 'StartTime')) - now;
		return timeOf(booking, 'StartTime') - now <= AROUND && untilEnd >= -AROUND;
	});
	return current.concat(
		near.sort(function (one, other) {
			return distance(one) - distance(other);
		})
	);
}

function timeOf(booking, which) {
	return Date.parse(textOf(booking.Time && booking.Time[which]));
}

/** Completes an address from the first booking of the same meeting; of any, if it names none. */
function completed(address, bookings, domains) {
	var isSame = function (other) {
		return other.meeting === address.meeting || address.meeting === '';
	};
	var booking = bookings.filter(function (candidate) {
		return addressesIn(candidate, domains).some(isSame);
	})[0];
	if (!booking) return { address: address, title: '' };
	var full = addressesIn(booking, domains).reduce(function (so, other) {
		return so.meeting === other.meeting || so.meeting === '' ? filledFrom(so, other) : so;
	}, address);
	return { address: full, title: textOf(booking.Title) };
}

/** What a booking names: first the numbers of its join button, then its text. */
function addressesIn(booking, domains) {
	var addresses = [];
	listOf(booking.DialInfo && booking.DialInfo.Calls && booking.DialInfo.Calls.Call).forEach(function (call) {
		var address = parseZoomAddress(call.Number, domains);
		if (address) addresses.push(address);
	});
	var all = addresses.concat(readInvitation(textOf(booking.Agenda), domains));
	return all.filter(function (address) {
		return address.meeting !== '';
	});
}

// ----- Call id -----

/** The id of a call; '' for what is none. */
function idOf(value) {
	var id = textOf(value);
	return /^\d{1,10}$/.test(id) ? id : '';
}

// ----- Calls -----

/** The ids of the codec's calls. */
function idsOf(calls) {
	return listOf(calls)
		.filter(function (call) {
			return call.Status !== 'Idle';
		})
		.map(function (call) {
			return idOf(call.id);
		});
}

/**
 * Whether a redial may go out: 'busy' with another call, 'going' while calls that ended are being cleared.
 */
function lineOf(calls, ended) {
	var ids = idsOf(calls);
	if (ids.length === 0) return 'free';
	return ids.every(function (id) {
		return ended.indexOf(id) >= 0;
	})
		? 'going'
		: 'busy';
}

// ----- Shared by macros: request timeout -----

/** The answer to a request; rejects after a timeout in milliseconds, because a codec may never answer. */
function withTimeout(runtime, milliseconds, answer) {
	return new Promise(function (resolve, reject) {
		var timer = runtime.after(milliseconds, function () {
			reject(new Error('no answer'));
		});
		var stopWaiting = function () {
			runtime.cancel(timer);
		};
		answer.then(resolve, reject);
		answer.then(stopWaiting, stopWaiting);
	});
}

/** The same for a read; undefined if there is nothing at the path. */
function readOptional(runtime, milliseconds, answer) {
	return withTimeout(runtime, milliseconds, answer).then(undefined, function (error) {
		if (errorCode(error) !== ERROR_NO_MATCH) throw error;
		return undefined;
	});
}

// ----- Messages -----

/** Every line of the log. What they are about comes in shortened; nothing here ever holds a passcode. */
function ready(domains, protocol) {
	return (
		'ready: Zoom joins (' + domains.join(', ') + ') that fail with SSL errors are redialled over ' + protocol
	);
}

function leftAlone(call, why) {
	return 'call ' + call + ' ended and is left alone, ' + why;
}

function repairing(call) {
	return 'call ' + call + ' failed with an SSL error, repairing the join';
}

function redialling(protocol, hasPasscode) {
	return 'redialling over ' + protocol + (hasPasscode ? ', with its passcode' : ', no passcode known');
}

function redialFailed(why) {
	return 'the redial failed (' + why + ')';
}

function noCalendar(why) {
	return 'calendar: a part of it could not be read (' + why + '), going on without it';
}

var CONNECTED = 'connected, the join is repaired';
var HUNG_UP = 'the redial was ended in the room, nothing more to do';
var OTHER_CALL = 'not redialled, another call is up';
var NOT_GONE = 'not redialled, the failed call does not go away; the room is told';
var GAVE_UP = 'could not be reached, the room is told';
var NO_MEETING = 'neither the call nor the calendar names a Zoom meeting, the room is told';
var HAD_BEEN_CONNECTED = 'it had been connected';
var SPENT = 'it was redialled often enough for now';
var NOT_REMEMBERED = 'it began before the macro started, and may be a redial already';

// ----- Codec -----

var PATIENCE = 1e3;
var DIAL_PATIENCE = 1e4;

function codecOf(xapi, runtime, showMessages) {
	function orNone(bookings) {
		return withTimeout(runtime, PATIENCE, bookings).then(undefined, function (error) {
			runtime.log(noCalendar(describeError(error)));
			return [];
		});
	}
	function currentBooking() {
		return xapi.status.get('Bookings Current Id').then(function (id) {
			if (!textOf(id)) return [];
			var found = xapi.command('Bookings Get', { Id: textOf(id) });
			return found.then(function (answer) {
				return listOf(answer && (answer.Booking || answer));
			});
		});
	}
	return {
		calls: function () {
			return readOptional(runtime, PATIENCE, xapi.status.get('Call'));
		},
		bookings: function () {
			var listed = xapi.command('Bookings List', { Days: 1, DayOffset: 0 });
			return Promise.all([
				orNone(currentBooking()),
				orNone(
					listed.then(function (answer) {
						return listOf(answer && answer.Booking);
					})
				)
			]).then(function (found) {
				return bookingsAround(runtime.now(), found[0], found[1]);
			});
		},
		dial: function (number, protocol, title) {
			var name = title.replace(/\s+/g, ' ').slice(0, 255);
			var call = { Number: number, Protocol: protocol };
			if (name) call.DisplayName = name;
			var dialled = withTimeout(runtime, DIAL_PATIENCE, xapi.command('Dial', call));
			return dialled.then(function (answer) {
				return idOf(answer && answer.CallId);
			});
		},
		showLine: function (text) {
			if (!showMessages) return;
			var shown = text
				? xapi.command('UserInterface Message TextLine Display', { Text: text, Duration: 15 })
				: xapi.command('UserInterface Message TextLine Clear', {});
			shown.then(undefined, ignore);
		},
		showAlert: function (text) {
			if (!showMessages) return;
			var alert = { Title: 'Zoom', Text: text, Duration: 20 };
			xapi.command('UserInterface Message Alert Display', alert).then(undefined, ignore);
		}
	};
}

// ----- Failure -----

/** What somebody wanted: CauseTypes of `CallDisconnect` (Cisco's API guides). */
var WANTED = /^(Local|Remote)(Disconnect|Busy|Reject(ed)?)$/i;

/** Whether a call is a join that died of SSL; undefined where it is not Zoom. */
function judge(end, domains, sslKeywords) {
	var address = parseZoomAddress(uriOf(end), domains);
	return address && { address: address, leftAlone: whyLeftAlone(end, sslKeywords) };
}

function whyLeftAlone(end, sslKeywords) {
	var cause = causeOf(end);
	if (textOf(end.OrigCallDirection).toLowerCase() !== 'outgoing') return 'it was not dialled from here';
	if (wasConnected(end)) return HAD_BEEN_CONNECTED;
	if (WANTED.test(cause)) return 'it ended with ' + cause;
	var isSsl = /^InsufficientSecurity$/i.test(cause) || speaksOf(sslKeywords, textOf(end.CauseString));
	return isSsl ? '' : 'its cause is not SSL (' + cause + ')';
}

/** Whether the call had been up; the oldest firmwares do not say. */
function wasConnected(end) {
	return Number(textOf(end.Duration)) > 0;
}

/** The cause as one of the codec's own words, fit for the log. */
function causeOf(end) {
	var type = textOf(end.CauseType).trim();
	return /^[A-Za-z]{1,40}$/.test(type) ? type : 'no cause given';
}

/** Words count alone, or with a version or plural («sslv3», «TLSv1.2»): not «wireless», «hassle». */
function speaksOf(words, cause) {
	var text = cause.slice(0, 500).toLowerCase();
	return words.some(function (word) {
		return new RegExp('(^|[^a-z0-9])' + word + '(s|v?[0-9.]+)?([^a-z0-9]|$)').test(text);
	});
}

/** The protocol of a call in lower case; '' where the codec does not tell. */
function protocolOf(end) {
	var scheme = /(sip|spark|h323)s?:/i.exec(uriOf(end));
	return (textOf(end.Protocol) || (scheme && scheme[1]) || '').toLowerCase();
}

function uriOf(end) {
	return textOf(end.RequestedURI).trim() || textOf(end.RemoteURI);
}

// ----- Redials -----

/** Redials count for so long. */
var COUNTED = 5 * 60 * 1e3;

/** All meetings together get so many times what one gets. */
var MEETINGS = 3;

/** Whether a meeting may be redialled now; false ends every loop. */
function mayRedial(redials, meeting, now, most) {
	var recent = redials.filter(function (redial) {
		return now - redial.at < COUNTED;
	});
	var same = recent.filter(function (redial) {
		return redial.meeting === meeting;
	});
	return same.length < most && recent.length < most * MEETINGS;
}

// ----- Settings -----

/** Every setting of the macro, declared here and nowhere else. */
var declared = {
	zoomDomains: {
		default: 'zoomcrc.com',
		words: 'domains',
		pattern: /^[a-z0-9-]+(\.[a-z0-9-]+)+$/
	},
	redialProtocol: { default: 'Spark', choices: ['Spark', 'Sip', 'H323'] },
	redialDelaySeconds: { default: 1, min: 0, max: 10, whole: false },
	maxRedials: { default: 2, min: 1, max: 3, whole: true },
	sslKeywords: {
		default: 'ssl, tls, certificate',
		words: 'words of letters, digits and spaces,',
		pattern: /^[a-z0-9 ]{2,40}$/
	},
	showMessages: { default: true },
	messageConnecting: { default: 'Connecting to Zoom, one moment please', maxLength: 140 },
	messageNotReached: {
		default: 'Zoom could not be reached. Please try again, or join from your laptop.',
		maxLength: 255
	},
	messageNoMeeting: {
		default: 'No Zoom meeting number was found. Please dial it by hand, or join from your laptop.',
		maxLength: 255
	}
};

// ----- Redialer -----

var SECOND = 1e3;
var PAUSE_BETWEEN_REDIALS = 5 * SECOND;

/** How often to look whether the failed call is gone, and how long. */
var LOOK_AGAIN = SECOND / 4;
var LOOK_FOR = 8 * SECOND;

/** Where the calls at start cannot be read: one that ends so soon was among them. */
var BEFORE_START = 60 * SECOND;
var REMEMBERED = 50;

/** The id of a redial's call until the codec tells it. */
var UNKNOWN = '?';

/** Starts the macro: from now on a Zoom join that dies of SSL is dialled again. */
function startRedialer(xapi, runtime, given) {
	var settings = readSettings(declared, given, runtime.warn);
	var codec = codecOf(xapi, runtime, settings.showMessages);
	var startedAt = runtime.now();
	var callsAtStart;
	var ended = [];
	var connected = [];
	var redials = [];
	var repair;
	function log(address, line) {
		runtime.log(shortMeeting(address) + ': ' + line);
	}
	function callConnected(call) {
		var callId = idOf(call.CallId);
		connected = connected.concat(callId).slice(-REMEMBERED);
		if (repair && repair.callId === callId) repaired(repair);
	}
	function callEnded(end) {
		var callId = idOf(end.CallId);
		if (callId && ended.indexOf(callId) >= 0) return;
		ended = ended.concat(callId).slice(-REMEMBERED);
		var zoom = judge(end, settings.zoomDomains, settings.sslKeywords);
		if (repair && repair.callId === callId) return redialEnded(repair, end);
		if (!zoom) return;
		var why = zoom.leftAlone || whyNotNow(zoom.address, callId, end);
		if (!why) return repairJoin(zoom.address, callId);
		log(zoom.address, leftAlone(callId, why));
		if (why === NOT_REMEMBERED) codec.showAlert(settings.messageNotReached);
	}
	function whyNotNow(address, callId, end) {
		if (connected.indexOf(callId) >= 0) return HAD_BEEN_CONNECTED;
		if (isSpent(address)) return SPENT;
		return mayBeRedialFromBefore(callId, end) ? NOT_REMEMBERED : '';
	}
	function isSpent(address) {
		return !mayRedial(redials, address.meeting, runtime.now(), settings.maxRedials);
	}
	/** A redial from before a restart is not remembered: taking it up could go on for ever. */
	function mayBeRedialFromBefore(callId, end) {
		var protocol = protocolOf(end);
		if (protocol && protocol !== settings.redialProtocol.toLowerCase()) return false;
		return callsAtStart ? callsAtStart.indexOf(callId) >= 0 : runtime.now() - startedAt < BEFORE_START;
	}
	function repairJoin(address, callId) {
		log(address, repairing(callId));
		var mine = { address: address, title: '', dialledAt: undefined, callId: UNKNOWN };
		var due = runtime.now() + settings.redialDelaySeconds * SECOND;
		repair = mine;
		codec.showLine(settings.messageConnecting);
		var ready = codec.bookings().then(function (bookings) {
			var full = completed(address, bookings, settings.zoomDomains);
			mine.address = full.address;
			mine.title = full.title;
			runtime.after(due - runtime.now(), function () {
				redial(mine);
			});
		});
		logRejection(runtime, ready);
	}
	function redial(mine) {
		if (repair !== mine) return;
		var number = dialString(mine.address);
		if (number === undefined) giveUp(mine, NO_MEETING, settings.messageNoMeeting);
		else if (isSpent(mine.address)) giveUp(mine, GAVE_UP, settings.messageNotReached);
		else dialWhenFree(mine, number, runtime.now() + LOOK_FOR);
	}
	/** Dials in the same turn in which it sees that there are no calls. */
	function dialWhenFree(mine, number, until) {
		var line = codec.calls().then(
			function (calls) {
				return lineOf(calls, ended);
			},
			function () {
				return 'unknown';
			}
		);
		var dialled = line.then(function (state) {
			if (repair !== mine) return;
			if (state === 'free') return dial(mine, number);
			if (state === 'busy') return endRepair(mine, OTHER_CALL);
			if (runtime.now() >= until) return giveUp(mine, NOT_GONE, settings.messageNotReached);
			runtime.after(LOOK_AGAIN, function () {
				dialWhenFree(mine, number, until);
			});
		});
		logRejection(runtime, dialled);
	}
	function dial(mine, number) {
		var now = runtime.now();
		mine.dialledAt = now;
		mine.callId = UNKNOWN;
		redials = redials.concat({ meeting: mine.address.meeting, at: now }).slice(-REMEMBERED);
		log(mine.address, redialling(settings.redialProtocol, passcodeOf(mine.address) !== ''));
		var dialled = codec.dial(number, settings.redialProtocol, mine.title).then(
			function (callId) {
				if (repair !== mine || mine.dialledAt !== now) return;
				mine.callId = callId || UNKNOWN;
				if (connected.indexOf(callId) >= 0) repaired(mine);
			},
			function (error) {
				if (repair === mine && mine.dialledAt === now) whenRedialFailed(mine, describeError(error));
			}
		);
		logRejection(runtime, dialled);
	}
	function redialEnded(mine, end) {
		var cause = causeOf(end);
		if (wasConnected(end)) repaired(mine);
		else if (cause === 'LocalDisconnect') endRepair(mine, HUNG_UP);
		else whenRedialFailed(mine, cause);
	}
	function whenRedialFailed(mine, why) {
		mine.dialledAt = undefined;
		log(mine.address, redialFailed(why));
		if (isSpent(mine.address)) return redial(mine);
		codec.showLine(settings.messageConnecting);
		runtime.after(PAUSE_BETWEEN_REDIALS, function () {
			redial(mine);
		});
	}
	function repaired(mine) {
		redials = redials.filter(function (made) {
			return made.meeting !== mine.address.meeting;
		});
		endRepair(mine, CONNECTED);
	}
	function giveUp(mine, line, text) {
		endRepair(mine, line);
		codec.showAlert(text);
	}
	function endRepair(mine, line) {
		repair = undefined;
		log(mine.address, line);
		codec.showLine('');
	}
	xapi.event.on('CallDisconnect', guardListener(runtime, callEnded));
	xapi.event.on('CallSuccessful', guardListener(runtime, callConnected));
	codec.calls().then(function (calls) {
		callsAtStart = idsOf(calls);
	}, ignore);
	runtime.log(ready(settings.zoomDomains, settings.redialProtocol));
}

// ----- Start -----

startRedialer(xapi, codecRuntime, given);
